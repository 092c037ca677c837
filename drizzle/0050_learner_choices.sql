CREATE TABLE "learner_choices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"learner" text NOT NULL,
	"user_id" uuid,
	"is_personalised" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "learner_choices_learner_key" UNIQUE("tenant_id","learner")
);
--> statement-breakpoint
ALTER TABLE "learner_choices" ADD CONSTRAINT "learner_choices_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_choices" ADD CONSTRAINT "learner_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- by hand
select protect_tenant_table('learner_choices');
