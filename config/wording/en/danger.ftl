# Danger in a group: the card says first what to do and whom to call, then its number.

danger-robot-only = I am only a robot and cannot call for you.
card-calling = Calling staff on duty; answer by { $by }
card-calling-late = Nobody has answered yet; an answer was promised by { $by }, we are late. Still calling staff on duty
receipt-beside = { $number } is noted. Anything wrong? Press [Change].
