-- by hand
-- A published version stays as it was agreed on; only its successor's publication marks it as superseded.
create function keep_published_version() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (
    (old.status, new.status) not in (('published', 'published'), ('published', 'superseded'), ('superseded', 'superseded'))
    or (new.scope_id, new.number, new.content, new.published_at, new.created_by, new.modified_by)
      is distinct from (old.scope_id, old.number, old.content, old.published_at, old.created_by, old.modified_by)
  ) then
    raise exception 'version % was published and never changes', old.number;
  end if;
  return new;
end $$;
create trigger keep_published before update on scope_versions for each row execute function keep_published_version();
revoke delete on scope_versions from waybill_app, waybill_system;

-- What a client was offered or agreed to is about one version for good.
create function keep_agreed_version() returns trigger language plpgsql as $$
begin
  if (new.client_id, new.scope_id, new.scope_version) is distinct from (old.client_id, old.scope_id, old.scope_version) then
    raise exception 'a client scope keeps its client, scope and version';
  end if;
  return new;
end $$;
create trigger keep_version before update on client_scopes for each row execute function keep_agreed_version();
