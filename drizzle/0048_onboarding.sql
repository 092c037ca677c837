CREATE TABLE "content_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"url" text,
	"locale" text DEFAULT 'en' NOT NULL,
	"audience" text[] DEFAULT '{}'::text[] NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"shipped_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_items_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "content_items_kind_check" CHECK (kind in ('article', 'video', 'checklist', 'tip')),
	CONSTRAINT "content_items_status_check" CHECK (status in ('draft', 'published', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"journey_id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"policy" text NOT NULL,
	"model_version" integer,
	"propensity" double precision NOT NULL,
	"context" jsonb NOT NULL,
	"eligible" text[] NOT NULL,
	"reason" text NOT NULL,
	"reward" smallint,
	"rewarded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decisions_propensity_check" CHECK (propensity > 0 and propensity <= 1),
	CONSTRAINT "decisions_reward_check" CHECK (reward in (0, 1)),
	CONSTRAINT "decisions_rewarded_at_check" CHECK ((reward is null) = (rewarded_at is null))
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"learners" text DEFAULT 'members' NOT NULL,
	"audience" text[] DEFAULT '{}'::text[] NOT NULL,
	"position" integer DEFAULT 100 NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"published_version" integer,
	"has_changes" boolean DEFAULT false NOT NULL,
	"shipped_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flows_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "flows_learners_check" CHECK (learners in ('members', 'application')),
	CONSTRAINT "flows_status_check" CHECK (status in ('draft', 'published', 'archived')),
	CONSTRAINT "flows_published_check" CHECK ((status = 'draft') = (published_version is null))
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"flow_version" integer NOT NULL,
	"learner" text NOT NULL,
	"user_id" uuid,
	"status" text DEFAULT 'running' NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journeys_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "journeys_status_check" CHECK (status in ('running', 'completed', 'dismissed', 'reset')),
	CONSTRAINT "journeys_ended_at_check" CHECK ((status = 'running') = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "step_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"journey_id" uuid NOT NULL,
	"step_id" uuid,
	"kind" text NOT NULL,
	"event_id" uuid DEFAULT uuidv7() NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"is_prior" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "step_events_event_key" UNIQUE("tenant_id","journey_id","event_id"),
	CONSTRAINT "step_events_kind_check" CHECK (kind in ('viewed', 'started', 'completed', 'skipped', 'dismissed', 'help'))
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"flow_version" integer NOT NULL,
	"step_key" text NOT NULL,
	"position" integer NOT NULL,
	"content_item_id" uuid NOT NULL,
	"completion_actions" text[] DEFAULT '{}'::text[] NOT NULL,
	"completed_by" text DEFAULT 'person' NOT NULL,
	"prerequisites" text[] DEFAULT '{}'::text[] NOT NULL,
	"roles" text[] DEFAULT '{}'::text[] NOT NULL,
	"is_optional" boolean DEFAULT false NOT NULL,
	"path" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "steps_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "steps_key" UNIQUE("tenant_id","flow_id","flow_version","step_key"),
	CONSTRAINT "steps_completed_by_check" CHECK (completed_by in ('person', 'company'))
);
--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_journey_fk" FOREIGN KEY ("tenant_id","journey_id") REFERENCES "public"."journeys"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_step_fk" FOREIGN KEY ("tenant_id","step_id") REFERENCES "public"."steps"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_flow_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."flows"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_events" ADD CONSTRAINT "step_events_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_events" ADD CONSTRAINT "step_events_journey_fk" FOREIGN KEY ("tenant_id","journey_id") REFERENCES "public"."journeys"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_events" ADD CONSTRAINT "step_events_step_fk" FOREIGN KEY ("tenant_id","step_id") REFERENCES "public"."steps"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_flow_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."flows"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_content_fk" FOREIGN KEY ("tenant_id","content_item_id") REFERENCES "public"."content_items"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "content_items_shipped_key" ON "content_items" USING btree ("tenant_id","shipped_key");--> statement-breakpoint
CREATE INDEX "content_items_status_idx" ON "content_items" USING btree ("tenant_id","status","id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_open_key" ON "decisions" USING btree ("tenant_id","journey_id") WHERE reward is null;--> statement-breakpoint
CREATE INDEX "decisions_created_at_idx" ON "decisions" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "decisions_step_idx" ON "decisions" USING btree ("tenant_id","step_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flows_shipped_key" ON "flows" USING btree ("tenant_id","shipped_key");--> statement-breakpoint
CREATE INDEX "flows_position_idx" ON "flows" USING btree ("tenant_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "journeys_learner_key" ON "journeys" USING btree ("tenant_id","learner","flow_id") WHERE status <> 'reset';--> statement-breakpoint
CREATE INDEX "journeys_flow_idx" ON "journeys" USING btree ("tenant_id","flow_id","started_at");--> statement-breakpoint
CREATE INDEX "journeys_user_idx" ON "journeys" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "step_events_completed_key" ON "step_events" USING btree ("tenant_id","journey_id","step_id") WHERE kind = 'completed';--> statement-breakpoint
CREATE INDEX "step_events_created_at_idx" ON "step_events" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "step_events_step_idx" ON "step_events" USING btree ("tenant_id","step_id","kind");--> statement-breakpoint
CREATE INDEX "steps_content_idx" ON "steps" USING btree ("tenant_id","content_item_id");--> statement-breakpoint
CREATE INDEX "audit_entries_user_action_idx" ON "audit_entries" USING btree ("tenant_id","user_id","action","created_at");--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array[
  'content_items', 'flows', 'steps', 'journeys', 'step_events', 'decisions'
]) name;

-- What happened in a journey stays as it was written; it only goes with its journey.
revoke update, delete on step_events from waybill_app, waybill_system;
