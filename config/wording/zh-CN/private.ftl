# 只跟本人和负责人说的事：想不开、家里的暴力、威胁

phone-12356 = 心理援助，随时有人听您说
danger-self_harm = 谢谢您说出来。这会儿一定很难，别一个人扛着，身边有人陪着最好。现在就可以打：
danger-abuse = 先到安全的地方，锁好门，或者去邻居家。马上打：

## 跟本人说

confided-heard = 我只是机器人。我不往群里说，也不告诉值班的人，只告诉社区负责人。想让人来找您，私聊我一句在哪儿、电话多少。
confided-nobody = 我只是机器人，这句话没有给任何人看。请一定打上面的电话，或者叫个信得过的人来。
confided-nowhere = 我只是机器人，这句话没有给任何人看。想让社区的人来帮忙，说一声住哪个小区，再跟我说一遍。
confided-passed-on = 听到了，也只告诉负责人。
confided-late = 社区还没有人回我。请别等，现在就打：
confided-seen = 社区负责人看到了，马上联系您。先别一个人待着。
say-it-in-private = 有话可以私聊跟我说，邻居看不到。急事先打：
    110

## 跟负责人说

confided-self_harm = 【只给您看】{ $name }写的话里，有人可能想不开：
confided-abuse = 【只给您看】{ $name }写的话里，有人在家挨打或者被威胁：
confided-how = 说的可能是本人，也可能是别人。先联系上人，别转发，别在群里说。急的时候马上打：
confided-with = { $who }在联系。放下以后，原话就删掉。
confided-in-hand = 已经有人在联系。放下以后，原话就删掉。
confided-again = 上面那件只给您看的事，还没有人联系。
confided-more = 刚才那位又说了话，看上面只给您看的那条。
confided-ended = 只给您看的一件事放下了，原话已经删掉。
confided-yours = 好，您来联系
confided-taken-already = 已经有人在联系了
confided-erased = 原话删掉了
button-confided-take = 我来联系
button-confided-end = 放下了
