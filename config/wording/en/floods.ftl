# Somebody speaks too fast (docs/security.md): said once in a spell.

flood = That is rather fast: I kept what came before, and from this message on I have read nothing. Please wait half a minute, then say again what matters.
    { flood-danger }
flood-in-group = That is rather fast: from this message on I have read nothing. To report something, please wait half a minute and say it again.
    { flood-danger }
flood-group = So many call me just now that I answer no more for five minutes. To report something, write to me in private, or say it again after that.
    { flood-danger }
flood-danger = A fire, somebody trapped: say so at any time, that I do read; and please call.
flood-press = That is rather fast, so this press did not count. Please wait half a minute, then press again.
