# Danger in a group: the card says first what to do and whom to call, then its number.

danger-robot-only = I am only a robot and cannot call for you.
card-calling = Calling staff on duty; answer by { $by }
receipt-beside = { $number } is noted. Anything wrong? Press [Change].
