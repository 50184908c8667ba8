-- A busy lane adds and removes a row of this small table for every message: dead rows at the front of its index are what the
-- lane walks over to find its next message, so they go after some thousands, however large the table has become.
alter table archive.waiting set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
