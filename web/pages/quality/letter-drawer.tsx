import { isApiProblem } from "../../api/client.ts";
import { useDeadLetter } from "../../api/dead-letters.ts";
import { Drawer } from "../../parts/drawer.tsx";
import { Trouble } from "../../parts/notice.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { LetterSheet } from "./letter-sheet.tsx";
import { words } from "./words.ts";

/** One rejected record; 0 keeps it shut. */
export function LetterDrawer({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const said = useSaid(words).letter;
  return (
    <Drawer title={said.one({ id: String(id) })} isOpen={id > 0} onClose={onClose} width={960}>
      {id > 0 && <Content key={id} id={id} />}
    </Drawer>
  );
}

function Content({ id }: { readonly id: number }) {
  const common = useWords().panel;
  const query = useDeadLetter(id);
  if (query.data !== undefined) return <LetterSheet letter={query.data} />;
  if (query.error === null) return <p>{common.loading}</p>;
  return <Trouble problem={isApiProblem(query.error) ? query.error : null} retry={() => void query.refetch()} />;
}
