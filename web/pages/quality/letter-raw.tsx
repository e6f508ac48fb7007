import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useState } from "react";
import type { OpenedLetter } from "../../../src/server/api/dead-letters.ts";
import { useFields } from "../../api/fields.ts";
import { useFormat } from "../../format/use-format.ts";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./drawer.module.css";
import { dumpOf, type LetterBytes } from "./letter-bytes.ts";
import { frameRecord, readRecord } from "./read-record.ts";
import { words } from "./words.ts";

interface LetterRawProps {
  readonly letter: OpenedLetter;
  readonly bytes: LetterBytes;
  readonly text: string;
  readonly isEditable: boolean;
  readonly onText: (text: string) => void;
}

/** The bytes as text or as bytes; the text can be mended. */
export function LetterRaw({ letter, bytes, text, isEditable, onText }: LetterRawProps) {
  const said = useSaid(words).letter;
  const format = useFormat();
  const [shown, setShown] = useState<"text" | "bytes">("text");
  const fields = useFields().data?.columns?.flatMap(({ sources }) => sources) ?? [];
  const { isWhole } = readRecord(text);
  return (
    <section className={styles.side}>
      <header className={styles.sideHead}>
        <h3>{isEditable ? said.raw_edit : said.raw}</h3>
        <SegmentedControl
          size="xs"
          value={shown}
          aria-label={said.raw}
          onChange={(value) => setShown(value === "bytes" ? "bytes" : "text")}
          data={[
            { value: "text", label: said.as_text },
            { value: "bytes", label: said.as_bytes },
          ]}
        />
      </header>
      {shown === "bytes" ? (
        <ScrollFrame className={styles.dump} label={said.as_bytes}>
          <pre>{dumpOf(bytes.bytes)}</pre>
        </ScrollFrame>
      ) : (
        <Textarea
          aria-label={isEditable ? said.raw_edit : said.raw}
          classNames={{ input: styles.raw ?? "" }}
          value={text}
          readOnly={!isEditable}
          autosize
          minRows={8}
          maxRows={20}
          spellCheck={false}
          onChange={({ currentTarget }) => onText(currentTarget.value)}
        />
      )}
      {!bytes.isText && <p className={styles.soft}>{said.not_text}</p>}
      {letter.cut && (
        <p className={styles.soft}>
          {said.cut({ kept: format.bytes(bytes.bytes.length), all: format.bytes(letter.bytes) })}
        </p>
      )}
      {isEditable && (
        <div className={styles.actions}>
          <p className={isWhole ? styles.good : styles.bad} role="status">
            {isWhole ? said.good_json : said.bad_json}
          </p>
          {!isWhole && fields.length > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => onText(frameRecord(text, fields))}>
              {said.frame}
            </Button>
          )}
          {text !== bytes.text && (
            <Button size="compact-xs" variant="default" onClick={() => onText(bytes.text)}>
              {said.reset}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
