"""Pages that show a warning turn by the clock: one that is over must not stand in."""

from allmende.core.cache.tags import turns_by_the_clock
from allmende.modules.weather.queries.held import next_end_of_a_warning

turns_by_the_clock("weather", lambda rest: next_end_of_a_warning(int(rest)))
