from allmende.core.modules.contract import HouseModule


class GreetingsModule(HouseModule):
    name = __package__
    label = "greetings"
    verbose_name = "Greetings"
    summary = "Greets the readers of a town."
    url_prefix = "gruesse"
