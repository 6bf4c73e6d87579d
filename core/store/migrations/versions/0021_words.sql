-- Behind row-level security an index answers only operators that cannot leak, and no operator of text search is one of
-- them. Comparing words is: so each word of a message is a row, which the database itself keeps true. What the house
-- says is said again and again and has its codes elsewhere; people's words are the ones that are looked for.

CREATE TABLE message_words (
    hotel_id BIGINT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    message_id BIGINT NOT NULL,
    PRIMARY KEY (hotel_id, word, message_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

-- No capitals, no accents, no signs: the same that `views/folding` makes of what is looked for.
CREATE FUNCTION words_of(said text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT DISTINCT left(word, 40) FROM regexp_split_to_table(
        translate(lower(said), 'áàâãäåéèêëíìîïóòôõöúùûüñçýÿÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇÝ',
                  'aaaaaaeeeeiiiiooooouuuuncyyaaaaaaeeeeiiiiooooouuuuncy'),
        '[\x01-\x2f\x3a-\x60\x7b-\x7f\u00a0-\u00bf\u2000-\u206f\u3000-\u303f]+') AS word
    WHERE length(word) > 1
$$;

CREATE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM message_words
        WHERE hotel_id = OLD.hotel_id AND message_id = OLD.id AND word IN (SELECT words_of(OLD.text));
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL THEN
        INSERT INTO message_words (hotel_id, word, message_id)
        SELECT NEW.hotel_id, word, NEW.id FROM words_of(NEW.text) AS found (word) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER words_of_a_new_line AFTER INSERT ON messages FOR EACH ROW
    WHEN (NEW.author NOT IN ('house', 'system') AND NEW.text <> '') EXECUTE FUNCTION keep_words();
CREATE TRIGGER words_of_a_changed_line AFTER UPDATE OF text, deleted_at ON messages FOR EACH ROW
    WHEN (NEW.author NOT IN ('house', 'system')
          AND (OLD.text IS DISTINCT FROM NEW.text OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at))
    EXECUTE FUNCTION keep_words();
CREATE TRIGGER words_of_a_line_gone AFTER DELETE ON messages FOR EACH ROW
    WHEN (OLD.author NOT IN ('house', 'system')) EXECUTE FUNCTION keep_words();
