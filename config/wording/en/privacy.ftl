# Who sees what: what is said when something leaves the public view

card-away = { $number } is not public any more: { $reason }.
hidden-reporter = its reporter does not want it shown
hidden-named = it names somebody
hidden-between = it is a matter between people
hidden-complaint = it is about somebody who works here
hidden-staff = staff took it away
hidden-forgotten = its reporter asked for it to be erased
hidden-category = this kind is not shown
export-event-visibility = Visibility changed
