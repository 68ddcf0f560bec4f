### The plug-ins (docs/plugins.md)
plugin-spent-model = { $community } has used up this month's budget for the language model; it goes on next month. Until then the desk understands by itself as before, and nothing else changes.
plugin-spent-speech = { $community } has used up this month's budget for writing down voice messages; it goes on next month. Until then they arrive as ever, to be listened to.
health-model = Language model: asked { $calls } times this month, { $used } of at most { $budget } tokens
health-speech = Voice to text: { $calls } times this month, { $used } of at most { $budget } seconds
health-plugin-trouble = The last call failed: { $trouble }
heard-by-machine = (voice, written down by a machine){" "}

## What huiyin check says
check-model = what it is unsure of is asked of { $model } at { $host }, with phone numbers, names and rooms masked, up to { $budget } tokens a month for each community (docs/plugins.md)
check-model-answers = { $host } answers as it should; this question took { $tokens } tokens
check-model-odd = { $host } answers, but does not see that "{ $text }" is about a light; try another model
check-plugin-away = { $host } cannot be used: it { $why }. Everything else works without it
check-plugin-clear = what is sent to { $host } is not encrypted, and others on the way can read residents' words; use https://
check-plugin-without = { $names } does without { $host }
check-speech = voice messages are sent to { $model } at { $host } to be written down, the voice as it is, since it cannot be masked; up to { $budget } minutes a month for each community (docs/plugins.md)
check-speech-answers = { $host } writes down what it hears
