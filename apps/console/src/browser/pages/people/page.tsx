import { wordsOf } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { useMay } from "../../session.ts";
import { peopleWords } from "../../words/people.ts";
import { Invitations } from "./invitations.tsx";
import { Keys } from "./keys.tsx";
import { People } from "./people.tsx";

const words = wordsOf(peopleWords);

/** Who may sign in, in which role, and which keys programs use. */
export default function PeoplePage() {
  const may = useMay();
  return (
    <Page title={words.title}>
      <div className="column">
        <People />
        {may("users:manage") && <Invitations />}
        <Keys />
      </div>
    </Page>
  );
}
