-- A replay that ended keeps the moment all its answers were found to be there: a list of replays need not go through them each time.
alter table replay.job add column answered_at timestamptz;

comment on column replay.job.answered_at is 'When it was first seen that the platforms had answered about all of it; what is sent again later is told by its own replay.';
