-- The question that the caller must say yes to before the tool runs; null: the agent's own for an irreversible tool, none for others.
alter table tools add column read_back text check (read_back like '%?' and length(read_back) <= 300);
