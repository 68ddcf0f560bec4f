# 一句话里好几件事

several = 听着是{ $count }件事：
several-item = { $position }. { $category } · { $place }
button-split = 分成{ $count }件
button-file-one = 就报一件
