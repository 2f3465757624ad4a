-- A school's import may bring rows of its colleges: such a row names the import, but not whose it is.
create index import_id on import (id);
