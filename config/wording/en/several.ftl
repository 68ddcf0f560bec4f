# Several matters in one message

several = These sound like { $count } different things:
several-item = { $position }. { $category } · { $place }
button-split = Make it { $count }
button-file-one = File as one
