import { wordsOf } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { useSession } from "../../session.ts";
import { peopleWords } from "../../words/people.ts";
import { Password } from "./password.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Sessions } from "./sessions.tsx";

const words = wordsOf(peopleWords);

/** One's own password, second factor and sessions. */
export default function Account() {
  const { user, demo } = useSession();
  return (
    <Page title={words.account} facts={user.email}>
      <div className="column">
        <Sessions />
        {demo ? (
          <p className="notice-line">{words.demoAccount}</p>
        ) : (
          <div className="halves">
            <Password />
            <SecondFactor />
          </div>
        )}
      </div>
    </Page>
  );
}
