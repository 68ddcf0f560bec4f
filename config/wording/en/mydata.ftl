# Photos and voice messages in /mydata

mine-beside = { $count ->
    [one] The photo or voice message that you sent is in it, too, named by the number of its report.
   *[other] The { $count } photos and voice messages that you sent are in it, too, named by the numbers of their reports.
}
mine-left = { $count ->
    [one] One more did not fit.
   *[other] { $count } more did not fit.
} Say “my data” again in an hour, or ask the staff.
