# 有人说得太快（docs/security.md）：一次刷屏只说一遍。

flood = 您发得太快了：前面的收下了，从这一条起我没看。请歇半分钟，再把要紧的说一遍。
    { flood-danger }
flood-in-group = 您发得太快了，从这一条起我没看。要报事，请歇半分钟再说一遍。
    { flood-danger }
flood-group = 这会儿叫我的人太多，我歇五分钟再答。要报事，请单独跟我说，或者过五分钟再说一遍。
    { flood-danger }
flood-danger = 着火、困人这样的急事随时说，我都看；也请直接打电话。
flood-press = 按得太快了，这一下没算。请歇半分钟再按。
