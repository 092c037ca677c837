ALTER TABLE "api_keys" DROP COLUMN "scopes";--> statement-breakpoint
ALTER TABLE "outgoing_mails" DROP COLUMN "export_id";