-- Records a platform refused by themselves: sent again on a person's word, and what a platform contradicted itself about.
alter table delivery.item add column doubted boolean not null default false;
comment on column delivery.item.doubted is 'Refused, and called good as well: nobody but the platform knows whether it stands there.';
