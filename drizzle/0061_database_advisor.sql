CREATE TABLE "database_samples" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"connections" integer NOT NULL,
	"max_connections" integer NOT NULL,
	"active" integer NOT NULL,
	"idle_in_transaction" integer NOT NULL,
	"waiting_for_locks" integer NOT NULL,
	"oldest_transaction_seconds" double precision,
	"oldest_transaction" text,
	"blocks_hit" bigint DEFAULT 0 NOT NULL,
	"blocks_read" bigint DEFAULT 0 NOT NULL,
	"deadlocks" bigint DEFAULT 0 NOT NULL,
	"temp_bytes" bigint DEFAULT 0 NOT NULL,
	"database_bytes" bigint DEFAULT 0 NOT NULL,
	"live_rows" bigint DEFAULT 0 NOT NULL,
	"dead_rows" bigint DEFAULT 0 NOT NULL,
	"disk_free_bytes" bigint,
	"counters" jsonb NOT NULL,
	CONSTRAINT "database_samples_step_check" CHECK (step in ('five_minutes', 'hour'))
);
--> statement-breakpoint
CREATE TABLE "index_samples" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	"table_name" text NOT NULL,
	"scans" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"is_valid" boolean NOT NULL,
	CONSTRAINT "index_samples_tenant_id_day_name_pk" PRIMARY KEY("tenant_id","day","name")
);
--> statement-breakpoint
CREATE TABLE "query_plans" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"shape" text NOT NULL,
	"plan" jsonb NOT NULL,
	"cost" double precision NOT NULL,
	"planned_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "query_samples" (
	"tenant_id" uuid NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"fingerprint" text NOT NULL,
	"calls" bigint DEFAULT 0 NOT NULL,
	"total_ms" double precision DEFAULT 0 NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	"blocks_hit" bigint DEFAULT 0 NOT NULL,
	"blocks_read" bigint DEFAULT 0 NOT NULL,
	"temp_blocks" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "query_samples_tenant_id_step_at_fingerprint_pk" PRIMARY KEY("tenant_id","step","at","fingerprint"),
	CONSTRAINT "query_samples_step_check" CHECK (step in ('five_minutes', 'hour'))
);
--> statement-breakpoint
CREATE TABLE "query_stats" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"query" text NOT NULL,
	"calls" bigint DEFAULT 0 NOT NULL,
	"total_ms" double precision DEFAULT 0 NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	"counters" jsonb NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "table_samples" (
	"tenant_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"live_rows" bigint DEFAULT 0 NOT NULL,
	"dead_rows" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"index_bytes" bigint DEFAULT 0 NOT NULL,
	"sequential_scans" bigint DEFAULT 0 NOT NULL,
	"index_scans" bigint DEFAULT 0 NOT NULL,
	"writes" bigint DEFAULT 0 NOT NULL,
	"vacuumed_at" timestamp with time zone,
	CONSTRAINT "table_samples_tenant_id_at_name_pk" PRIMARY KEY("tenant_id","at","name")
);
--> statement-breakpoint
CREATE TABLE "index_advice" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"subject" text NOT NULL,
	"index_name" text,
	"statement" text,
	"undo_statement" text,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"basis" text NOT NULL,
	"gain" double precision,
	"bytes" bigint,
	"fingerprint" text NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "index_advice_kind_check" CHECK (kind in ('create_index', 'foreign_key', 'duplicate', 'unused', 'invalid', 'regression')),
	CONSTRAINT "index_advice_status_check" CHECK (status in ('open', 'dismissed', 'settled')),
	CONSTRAINT "index_advice_basis_check" CHECK (basis in ('counters', 'clone', 'rules'))
);
--> statement-breakpoint
ALTER TABLE "database_samples" ADD CONSTRAINT "database_samples_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "index_samples" ADD CONSTRAINT "index_samples_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_plans" ADD CONSTRAINT "query_plans_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_samples" ADD CONSTRAINT "query_samples_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_stats" ADD CONSTRAINT "query_stats_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "table_samples" ADD CONSTRAINT "table_samples_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "index_advice" ADD CONSTRAINT "index_advice_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "index_advice" ADD CONSTRAINT "index_advice_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "database_samples_at_key" ON "database_samples" USING btree ("tenant_id","step","at");--> statement-breakpoint
CREATE INDEX "database_samples_time_idx" ON "database_samples" USING btree ("tenant_id","at","id");--> statement-breakpoint
CREATE INDEX "query_plans_fingerprint_idx" ON "query_plans" USING btree ("tenant_id","fingerprint","planned_at");--> statement-breakpoint
CREATE INDEX "query_samples_fingerprint_idx" ON "query_samples" USING btree ("tenant_id","fingerprint","step","at");--> statement-breakpoint
CREATE UNIQUE INDEX "query_stats_fingerprint_key" ON "query_stats" USING btree ("tenant_id","fingerprint");--> statement-breakpoint
CREATE INDEX "query_stats_time_idx" ON "query_stats" USING btree ("tenant_id","total_ms","id");--> statement-breakpoint
CREATE UNIQUE INDEX "index_advice_fingerprint_key" ON "index_advice" USING btree ("tenant_id","fingerprint");--> statement-breakpoint
CREATE INDEX "index_advice_found_at_idx" ON "index_advice" USING btree ("tenant_id","found_at","id");--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array['query_stats', 'query_samples', 'query_plans',
  'database_samples', 'table_samples', 'index_samples', 'index_advice']) name;

-- The company that sees what the database itself does: the one that is named, else the first.
create function operator_tenant(configured uuid) returns uuid language sql stable security definer
set search_path = public, pg_temp as $$
  select case when configured is null then (select id from tenants order by created_at, id limit 1)
    else (select id from tenants where id = configured) end
$$;
revoke execute on function operator_tenant from public;
grant execute on function operator_tenant to waybill_app, waybill_system;

-- Whether statements are counted: ready, not_loaded (the library), not_created (the extension) or not_permitted.
create function advisor_statements_state() returns text language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from pg_extension where extname = 'pg_stat_statements') then return 'not_created'; end if;
  if not pg_has_role(current_user, 'pg_read_all_stats', 'usage') then return 'not_permitted'; end if;
  -- A setting of the library is there only where it was loaded when the server started.
  if current_setting('pg_stat_statements.max', true) is null then return 'not_loaded'; end if;
  return 'ready';
end $$;
revoke execute on function advisor_statements_state from public;
grant execute on function advisor_statements_state to waybill_app, waybill_system;

-- What the server counted of each statement of this database. As the owner, because a login that is no monitor
-- sees the texts of its own statements alone. Nothing where statements are not counted.
create function advisor_statements() returns table (fingerprint text, query text, calls bigint, total_ms float8,
  row_count bigint, blocks_hit bigint, blocks_read bigint, temp_blocks bigint, since timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare home text;
begin
  if public.advisor_statements_state() <> 'ready' then return; end if;
  select n.nspname into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'pg_stat_statements';
  return query execute format(
    'select s.queryid::text, min(s.query), sum(s.calls)::bigint, sum(s.total_exec_time), sum(s.rows)::bigint,
       sum(s.shared_blks_hit)::bigint, sum(s.shared_blks_read)::bigint, sum(s.temp_blks_written)::bigint,
       min(s.stats_since)
     from %I.pg_stat_statements s
     where s.dbid = (select oid from pg_database where datname = current_database()) and s.queryid is not null
       and s.query ~* ''^\s*(select|insert|update|delete|merge|with)\M''
       and s.query !~* ''(advisor_|pg_stat_|pgboss\.)''
     group by s.queryid', home);
end $$;
revoke execute on function advisor_statements from public;
grant execute on function advisor_statements to waybill_system;

-- How the server is as a whole: counters since they began, and who has been in a transaction for longest.
create function advisor_health() returns jsonb language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'connections', a.connections, 'active', a.active, 'idle_in_transaction', a.idle, 'waiting', a.waiting,
    'max_connections', current_setting('max_connections')::integer,
    'oldest', (select jsonb_build_object('seconds', extract(epoch from clock_timestamp() - xact_start),
        'application', application_name, 'state', state, 'query', left(regexp_replace(query, '\s+', ' ', 'g'), 200))
      from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid() and datid = d.datid and backend_type = 'client backend'
      order by xact_start limit 1),
    'blocks_hit', d.blks_hit, 'blocks_read', d.blks_read, 'deadlocks', d.deadlocks, 'temp_bytes', d.temp_bytes,
    'since', d.stats_reset, 'database_bytes', pg_database_size(d.datid),
    'live_rows', t.live, 'dead_rows', t.dead, 'data_directory', current_setting('data_directory', true),
    'replicas', (select coalesce(jsonb_agg(application_name order by application_name), '[]') from pg_stat_replication))
  from pg_stat_database d
  cross join (select count(*) as connections, count(*) filter (where state = 'active') as active,
      count(*) filter (where state like 'idle in transaction%') as idle,
      count(*) filter (where wait_event_type = 'Lock') as waiting
    from pg_stat_activity where backend_type = 'client backend') a
  cross join (select coalesce(sum(n_live_tup), 0) as live, coalesce(sum(n_dead_tup), 0) as dead
    from pg_stat_user_tables) t
  where d.datname = current_database()
$$;
revoke execute on function advisor_health from public;
grant execute on function advisor_health to waybill_system;

-- What ANALYZE found in each column. As the owner, because pg_stats hides every table that row-level security binds
-- its reader to. It holds values of all companies: only whoever looks across them may call it.
create function advisor_column_statistics() returns table (schemaname text, relname text, attname text,
  inherited boolean, null_frac real, avg_width integer, n_distinct real, most_common_vals text,
  most_common_freqs real[], histogram_bounds text, correlation real)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.schemaname::text, s.tablename::text, s.attname::text, s.inherited, s.null_frac, s.avg_width, s.n_distinct,
    s.most_common_vals::text, s.most_common_freqs, s.histogram_bounds::text, s.correlation
  from pg_stats s where s.schemaname !~ '^pg_' and s.schemaname <> 'information_schema'
$$;
revoke execute on function advisor_column_statistics from public;
grant execute on function advisor_column_statistics to waybill_system;
