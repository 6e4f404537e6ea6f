CREATE TABLE `books` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`currency` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`cursor` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `entries` (
	`vendor_id` text NOT NULL,
	`seq` integer NOT NULL,
	`key` text,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`tip` integer NOT NULL,
	`legs` text NOT NULL,
	`held` integer NOT NULL,
	`resolves` text NOT NULL,
	`declined` text,
	`counterparty` text,
	`corrects` integer,
	`detail` text NOT NULL,
	`at` integer NOT NULL,
	`effective_at` integer NOT NULL,
	`balances` text NOT NULL,
	`open` text NOT NULL,
	`fingerprint` text NOT NULL,
	`prev_hash` text NOT NULL,
	PRIMARY KEY(`vendor_id`, `seq`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `entries_corrects` ON `entries` (`vendor_id`,`corrects`) WHERE corrects IS NOT NULL;--> statement-breakpoint
CREATE TABLE `login_challenges` (
	`challenge` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`partner_id` text NOT NULL,
	`mode` text NOT NULL,
	`secret_hash` text NOT NULL,
	`last_four` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `api_keys_partner` ON `api_keys` (`partner_id`);--> statement-breakpoint
CREATE TABLE `partners` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `codes` (
	`code` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`label` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `codes_vendor` ON `codes` (`vendor_id`,`code`);--> statement-breakpoint
CREATE TABLE `pictures` (
	`sha256` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `vendors` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`trade` text NOT NULL,
	`place` text NOT NULL,
	`emoji` text NOT NULL,
	`picture` text,
	`currency` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`status` text NOT NULL,
	`status_reason` text,
	`partner_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vendors_code_unique` ON `vendors` (`code`);--> statement-breakpoint
CREATE INDEX `vendors_partner` ON `vendors` (`partner_id`,`id`);