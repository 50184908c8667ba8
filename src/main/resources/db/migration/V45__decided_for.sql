-- Who decides is who is logged in; a caller may name somebody it decides for.
alter table delivery.hold add column for_whom text;
alter table delivery.hold add column released_for text;
comment on column delivery.hold.for_whom is 'Whom the author named as the one it is done for; nobody has checked that.';
comment on column delivery.hold.released_for is 'As for_whom, of the release.';
