CREATE TABLE "import_changes" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"subject" text NOT NULL,
	"product_id" uuid NOT NULL,
	"location_id" uuid,
	"before" jsonb,
	"state_after" integer NOT NULL,
	"changed_at" timestamp with time zone,
	"movement_id" uuid,
	CONSTRAINT "import_changes_pkey" PRIMARY KEY("tenant_id","import_id","row","subject"),
	CONSTRAINT "import_changes_subject_check" CHECK (subject in ('item', 'level'))
);
--> statement-breakpoint
CREATE TABLE "import_errors" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"row" integer NOT NULL,
	"column" text NOT NULL,
	"value" text NOT NULL,
	"expected" text NOT NULL,
	CONSTRAINT "import_errors_pkey" PRIMARY KEY("tenant_id","import_id","seq")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"file_bytes" integer NOT NULL,
	"file_sha256" text NOT NULL,
	"status" text DEFAULT 'uploaded' NOT NULL,
	"scope" text DEFAULT 'all' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"worker_id" uuid,
	"heartbeat_at" timestamp with time zone,
	"cancel_requested_at" timestamp with time zone,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"dialect" jsonb,
	"mapping" jsonb,
	"counts" jsonb,
	"problem" text,
	"error_file_key" text,
	"removed_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_api_key_id" uuid,
	"request_id" text NOT NULL,
	"checked_at" timestamp with time zone,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "imports_status_check" CHECK (status in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed', 'cancelled')),
	CONSTRAINT "imports_scope_check" CHECK (scope in ('all', 'valid_rows'))
);
--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_import_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_errors" ADD CONSTRAINT "import_errors_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_errors" ADD CONSTRAINT "import_errors_import_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_created_at_idx" ON "imports" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "imports_running_idx" ON "imports" USING btree ("heartbeat_at") WHERE status in ('checking', 'applying', 'undoing');--> statement-breakpoint
CREATE INDEX "imports_kept_idx" ON "imports" USING btree ("updated_at") WHERE removed_at is null;--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array['imports', 'import_errors', 'import_changes']) as name;
