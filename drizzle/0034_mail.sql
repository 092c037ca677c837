ALTER TABLE "outgoing_mails" ADD COLUMN "unsubscribe_url" text;--> statement-breakpoint
ALTER TABLE "outgoing_mails" ADD COLUMN "attachment" jsonb;