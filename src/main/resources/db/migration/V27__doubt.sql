-- When a package was last taken up to be sent: a call without an answer may still be under way at the platform.
alter table delivery.package add column tried_at timestamptz;
