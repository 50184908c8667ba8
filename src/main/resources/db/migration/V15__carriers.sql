-- Packages that are laid down somewhere rather than answered: as files, or as rows of another's table.
create table delivery.laid (
    package_id uuid        not null primary key,
    name       text        not null, -- of the file or table
    laid_at    timestamptz not null, -- written before the package becomes visible there; receipts from before do not count
    seen_at    timestamptz           -- when it was surely visible
);

comment on table delivery.laid is 'Where a package was laid down: without an entry it never was.';

create table delivery.receipt_file (
    no         bigint generated always as identity primary key,
    target     smallint    not null,
    package_id uuid        not null,
    name       text        not null,
    sm3        text        not null,
    content    text        not null, -- as it came
    seen_at    timestamptz not null,
    unique (target, name, sm3)
);

comment on table delivery.receipt_file is 'Receipt files as they came (回执文件), kept before they are moved away.';

create index receipt_file_by_package on delivery.receipt_file (package_id, no);
