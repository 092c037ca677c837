CREATE TABLE "ledger_proofs" (
	"tenant_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"entry_no" bigint NOT NULL,
	"hash" text NOT NULL,
	"proved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_proofs_tenant_id_currency_pk" PRIMARY KEY("tenant_id","currency")
);
--> statement-breakpoint
ALTER TABLE "ledger_proofs" ADD CONSTRAINT "ledger_proofs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- by hand
select protect_tenant_table('ledger_proofs');

-- The ledger of one currency, read again from the entry behind `after`, whose hash is `before`: the number of the first
-- entry that is not what its hash says or is out of sequence, or null.
drop function spend_broken_entry(text);
create function spend_broken_entry(wanted text, after bigint default 0, before text default '') returns bigint
language sql stable set search_path = public, pg_temp as $$
  select min(place) from (
    select after + row_number() over entries as place, entry_no, hash,
      spend_hash(coalesce(lag(hash) over entries, before), entry_no, currency, trade_id, decision_id, kind, reserved_delta,
        settled_delta, charged, reason, actor_id, request_id, recorded_at) as expected
    from spending_ledger where currency = wanted and entry_no > after window entries as (order by entry_no)
  ) checked where entry_no <> place or hash <> expected
$$;
