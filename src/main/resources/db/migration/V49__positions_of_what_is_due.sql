-- So that a page of positions is fixed before any row is looked up, whatever the planner thinks of tables it has no statistics of.
create view delivery.due_position as select target, due_no from ledger.due;

comment on view delivery.due_position is 'Where the entries of the outbox are, in the order of commit';
