# What is said when several communities share one desk.

of-community = { $community }:
ask-bind-to = Which community does this group belong to? (A manager presses.)
hello-several = Hello, I am Huiyin: tell me what is broken, somebody sees to it, and you hear how it ends.
got-words = I have that.
ask-community = Which community is it? One tap, and I will not ask again.
ask-community-name = Which community is it? Write its name, and I will not ask again.
settled = All right, { $community }. To change it: /community
choose-community = It is { $community } now. Which one shall it be?
choose-community-name = It is { $community } now. To change it, write the name of the other one after the command, as in: /community { $community }
only-community = There is only { $community } here, nothing to choose.
community-in-private = Write to me in private to change your community.

## Danger, and nobody knows yet in which community

adrift-robot = I am only a robot and cannot call for you. Tell me which community it is, and I call the people on duty at once.
adrift = Somebody reports danger and did not say in which community; all of them are asked. If you see that it is yours, press [It is ours] and it is filed at once:
adrift-told = You have not said which community it is, so I told the people on duty in all of them.
adrift-found = { $community } knows where it is and is seeing to it.
adrift-dropped = They do not want it reported after all.
button-ours = It is ours
menu-community = Change your community
