# 建议：采纳，还是暂不采纳

button-adopt = 采纳
button-decline = 暂不采纳
ask-adopted = { $number } 打算怎么做、什么时候？写一句，提建议的人会看到。
ask-declined = { $number } 为什么暂时不采纳？写一句，提建议的人会看到。
not-taken-adopted = { $number } 还等您写打算怎么做。刚才那句像是说别的，没写进去；就是要写它，回复这条再发一次。
not-taken-declined = { $number } 还等您写为什么不采纳。刚才那句像是说别的，没写进去；就是要写它，回复这条再发一次。
standing-adopted = { $who }采纳：{ $note }
standing-declined = { $who }暂不采纳：{ $note }
card-adopted = 采纳了
card-declined = 这次没有采纳
ended-adopted = { $number } 您的建议采纳了：{ $category } · { $place }。打算这样做：{ $note }。
ended-declined = { $number } 您的建议这次没有采纳：{ $category } · { $place }。因为：{ $note }。
ended-say-more = 还想补充，回复这条，说一句就行。
group-adopted = { $number } 这条建议采纳了：{ $category } · { $place }。
group-declined = { $number } 这条建议这次没有采纳：{ $category } · { $place }。
call-adopted = { $number } { $category } · { $place }：采纳了，请打电话告知。
call-declined = { $number } { $category } · { $place }：暂不采纳，请打电话告知。
call-item-adopted = { $number } { $category } · { $place }：采纳了
call-item-declined = { $number } { $category } · { $place }：暂不采纳
copy-adopted = 您提的{ $what }，采纳了：{ $note }。——{ $community }
copy-declined = 您提的{ $what }，这次没有采纳，因为{ $note }。——{ $community }
refusal-adopted = 采纳
refusal-declined = 暂不采纳
figures-proposals = 建议：采纳{ $adopted }条，暂不采纳{ $declined }条，还没定{ $open }条
