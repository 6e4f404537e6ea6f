-- What items are found by. `docs/sourcing.md`, "Search", says how. A document's number has the currency above bit 32, A to Z
-- as 0 to 25 in base 26, and below it the item's rowid: a search within a currency is a range of numbers.
-- The words are made in TypeScript (`src/domain/catalogue/search.ts`); `ascii` only cuts them at the spaces.
CREATE VIRTUAL TABLE `catalogue_search` USING fts5(words, sounds, scope, vocabulary UNINDEXED, tokenize = 'ascii');
--> statement-breakpoint
CREATE TABLE `catalogue_words` (
	`currency` text NOT NULL,
	`length` integer NOT NULL,
	`fold` text NOT NULL,
	`word` text NOT NULL,
	`tail` text NOT NULL,
	`items` integer NOT NULL,
	PRIMARY KEY(`currency`, `length`, `fold`, `word`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `catalogue_words_tail` ON `catalogue_words` (`currency`,`length`,`tail`);
--> statement-breakpoint
CREATE TABLE `catalogue_unindexed` (
	`doc` integer PRIMARY KEY NOT NULL,
	`changes` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `catalogue_items_to_index` AFTER INSERT ON `catalogue_items`
BEGIN
	INSERT INTO `catalogue_unindexed` (doc, changes)
	VALUES ((unicode(new.currency) - 65) * 676 + (unicode(substr(new.currency, 2)) - 65) * 26 + unicode(substr(new.currency, 3)) - 65 << 32 | new.rowid, 1)
	ON CONFLICT (doc) DO UPDATE SET changes = changes + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `catalogue_items_to_index_again` AFTER UPDATE OF `names`, `also`, `category` ON `catalogue_items`
WHEN new.names <> old.names OR new.also <> old.also OR new.category <> old.category
BEGIN
	INSERT INTO `catalogue_unindexed` (doc, changes)
	VALUES ((unicode(new.currency) - 65) * 676 + (unicode(substr(new.currency, 2)) - 65) * 26 + unicode(substr(new.currency, 3)) - 65 << 32 | new.rowid, 1)
	ON CONFLICT (doc) DO UPDATE SET changes = changes + 1;
END;
