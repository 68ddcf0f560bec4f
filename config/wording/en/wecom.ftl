### WeCom: what is wrong in its file, and what "huiyin check" says of it.

## In the file

problem-no-corp = no corp is set up here
problem-no-rows = should be a list of tables, headed { $a }
problem-no-secret = should be a text in quotes
problem-no-agent = should be the AgentId of the app, a whole number
problem-no-aes-key = is no EncodingAESKey: that has 43 letters and digits
problem-no-webhook-key = should be only what follows key= in the address of the webhook
problem-no-wecom-id = "{ $a }" is no id as WeCom gives them
problem-no-community = there is no community "{ $a }"; known are { $b }
problem-no-app = is missing; customer groups are written to through an app
problem-twice = stands here twice
problem-no-file = "{ $a }" is not a file
