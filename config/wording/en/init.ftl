# What huiyin init asks on the screen, and the comments in the files it writes.

init-hello =
    One community, ten minutes, a few questions.
    What stands in [ ] is the answer when you just press Enter. To correct the answer before, write < at the next question.
    Ctrl-C leaves at any time, and writes nothing.
init-default = [{ $default }]
init-lines = One a line; you may paste columns of a spreadsheet. End with an empty line (press Enter once more).

## Questions

init-ask-name = What is the community called? Example: Ginkgo Lane
init-ask-name_en = And in English? Press Enter if it is the same.
init-ask-code = A short code for it, small letters; its file is called so. Example: home, ginkgo
init-ask-zone = Which time zone?
init-ask-duty =
    The duty number, which residents call when it is urgent. It is needed. Example: 010-5550-0110
init-ask-companies =
    Property companies with their number, one a line. None: just press Enter.
    Example: Anju Property 010-5550-0120
init-ask-gas = Number for gas leaks? None: press Enter. Example: 010-5550-0130
init-ask-water = Number of the waterworks? None: press Enter.
init-ask-power = Number for power cuts? None: press Enter.
init-ask-lift = Number for people stuck in a lift? None: press Enter.
init-ask-property = Number of the property office? None, or the one in [ ]: press Enter.
init-ask-grids =
    How many grids? A number is enough. Or one grid a line, with its officer and their number.
    Example: 4
    Example: East grid, Chen, 010-5550-0171
init-ask-buildings =
    Which buildings? Copy the columns of your spreadsheet: name, grid, other names, property company; with or
    without a header, in any order.
    Example: 1-18号楼
    Example: Building 3, Grid 1, Post Office House
    Example: Grid 1, 1-5号楼
init-ask-places =
    Which other places do people name? Other names stand behind an equals sign. None: just press Enter.
    Example: north gate=main gate
    Example: parcel lockers=lockers/locker room
    Example: square=main square,Grid 2
init-ask-shifts = Which shifts are there? Write "none" if there are none. Example: 08:00-20:00, 20:00-08:00
init-ask-token =
    The token of the Telegram bot (from @BotFather)? None yet: press Enter, and try it on this machine first.
init-ask-public_url = An address that can be reached from outside? None: press Enter, it works as well. Example: https://desk.example.org

## Names of the answers, for the summary

init-name-name = name
init-name-name_en = English name
init-name-code = code
init-name-zone = time zone
init-name-duty = duty number
init-name-companies = property companies
init-name-gas = gas
init-name-water = water
init-name-power = power
init-name-lift = lift
init-name-property = property number
init-name-grids = grids
init-name-buildings = buildings
init-name-places = other places
init-name-shifts = shifts
init-name-token = token
init-name-public_url = address

## Not understood

init-wrong-confirm = “{ $text }”: press Enter to write, a number from 1 to { $count } to change that, n to give up.
init-wrong-needed = This one is needed.
init-wrong-name = "{ $text }" cannot be a name: it needs letters, 40 at most. Example: Ginkgo Lane
init-wrong-code = "{ $text }" cannot be a code: a small letter first, then small letters, digits and _, 32 at most. Example: ginkgo
init-wrong-exists = { $path } is there already. Choose another code; to write that community anew use .venv/bin/huiyin init --force, which keeps a copy.
init-wrong-zone = There is no time zone "{ $text }". Example: Asia/Shanghai
init-wrong-phone = "{ $text }" is not a phone number: only digits, spaces, - and a + in front. Example: 010-5550-0110
init-wrong-company = No name or no number in this line: "{ $text }". Example: Anju Property 010-5550-0120
init-wrong-grids = "{ $text }" does not look like grids: a number from 1 to 99, or one a line: name, officer, number. Example: East grid, Chen, 010-5550-0171
init-wrong-grid-twice = Two grids are called "{ $text }"; give one another name. Example: East grid
init-wrong-grid =
    This line: { $line }
    There is no grid "{ $grid }"; there are { $known }.
init-wrong-building-company =
    This line: { $line }
    There is no property company "{ $company }"; you can write { $known }.
init-wrong-range =
    This line: { $line }
    From where to where is "{ $text }"? Example: 1-18号楼
init-wrong-buildings = At least one building is needed. Example: 1-18号楼
init-wrong-loose =
    { $count } without a grid: { $names }
    Please add it, one grid a line. Example: Grid 1, 1-5号楼
init-wrong-shifts = From when to when is "{ $text }"? Example: 08:00-20:00, 20:00-08:00
init-wrong-token = This is no token as BotFather gives it: digits, a colon, then many letters and digits. Example: 123456789:AAE…
init-wrong-url = "{ $text }" is no address. Example: https://desk.example.org
init-wrong-file = { $path } cannot be read: { $why }
init-wrong-flag = { $flag }: { $problem }

## Understood, with a small change

init-note-column = The column “{ $name }” was not recognised and is left out.
init-note-twice = { $name } was there twice; one stays.
init-note-two-grids = { $name } was in two grids; the first one counts.
init-note-alias = "{ $alias }", another name of { $name }, is taken elsewhere and was left out.
init-note-first-grid = Without a grid, so put into { $grid }: { $names }

## Summary

init-summary =
    { $name } ({ $code }): { $grids } grids, { $buildings } buildings and places, { $companies } property companies, { $shifts } shifts
init-summary-grid = { $grid }, { $count }: { $names }
init-summary-officer = {" "}({ $officer })
init-summary-more = { $names } …
init-summary-alone = Without a property company: { $names }
init-summary-phone = { $name }: { $phone }
init-summary-trial = No token yet: it is tried on this machine first.
init-summary-real = There is a token: it starts on Telegram.
init-confirm = Write it? Enter writes; a number changes that answer; n gives up.
init-change = To change: { $items }

## What became of it

init-wrote = Written: { $path }
init-copied = The old one is now { $path }
init-kept = { $path } was there already and stays as it is.
init-add-lines =
    Please put these lines into { $path } (instead of lines with the same name):
    { $lines }
init-exists =
    { $path } is there already. Nothing was written.
    Choose another code (--code), or write it anew with --force, which keeps a copy.
init-gave-up = Nothing was written.
init-cannot-write = { $path } cannot be written: { $why }. Go to a folder where you may write, and try again.
init-next-trial =
    Next:
    1. { $check }   says what is missing
    2. { $run }   starts it; open the address it prints, and try it yourself
    3. When you have a token, put it into .env, start again, and send the bot the /start manager-… on the screen: you are the manager
init-next-real =
    Next:
    1. { $check }   says what is missing
    2. { $run }   starts it
    3. Send the bot the /start manager-… on the screen: you are the manager

## Comments in the community file

init-file-head =
    { $name }, written by make init. Change it as you like, run make doctor, start again.
    Lines that begin with # are comments; an example counts once its # is gone.
    This file holds grids, buildings, places, numbers, property companies and deadlines. Groups, people and the
    roster are not here: they are made in the chat.
    Code, name, English name, time zone (never change the code: what is stored goes by it)
init-file-company = Who looks after a building that says nothing else (a code from the property companies below)
init-file-phones =
    Numbers shown to residents; duty is needed.
    The others (gas, water, power, lift, property) are given to whoever reports a danger
init-file-grids = Grids. officer and phone (the grid officer and their number) may be left out
init-file-companies =
    Property companies: code, name, number
init-file-buildings =
    Buildings and places. 3栋, 三号楼, 3幢, 3#楼 and Building 3 are understood anyway; aliases are names that only
    neighbours know. point is latitude and longitude as GPS gives them; company is the code of another property
    company, "none" says there is none. All three may be left out
init-file-shifts =
    Shifts; who has them is decided in the chat. until before since means the next morning; without days it is
    every day
init-file-days =
    Working days and quiet hours. calendar: "cn" follows the public holidays of China, "none" is Monday to Friday;
    closed and open are your own exceptions. In the quiet hours nothing is sent that can wait ("never" turns them
    off); danger always is
init-file-digest =
    The day ("never": none) and the hour of the weekly digest; not on the hour or half hour, when all messages come.
    Without them: Sunday evening, at a minute of this community's own
init-file-figures =
    How the figures are weighed: what "so-so" and "partly" count (0 to 1), the three weights of the combined score,
    and from how many reports on a rate is not called too small. Sources: docs/figures.md
init-file-categories =
    This community's own deadlines: hours until an answer (respond_hours), days until it is done (resolve_days),
    visibility ("public", "figures", "private"), and who does it (trade). Codes as in config/categories.toml
init-env-community = Written by make init. The folder of the community files, one community each
init-env-database = Where the data lies: the real one, and that of the trial, so that invented people never get in
init-env-token = With a token (take the # away) it is real; without one it is a trial. Show it to nobody
init-env-url = The address from outside; not needed
