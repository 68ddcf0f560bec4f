# 留电话、留时间，先处置。

contact-kept = （电话已留）
