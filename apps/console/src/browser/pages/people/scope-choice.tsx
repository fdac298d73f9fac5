import { wordsOf } from "../../locale.ts";
import { useSession } from "../../session.ts";
import { peopleWords } from "../../words/people.ts";

const words = wordsOf(peopleWords);

/** Which of one's own permissions a key is limited to, by what they are about: nobody gives more than they hold. */
export function ScopeChoice() {
  const { permissions } = useSession();
  const about = Map.groupBy(permissions, (permission) => permission.split(":")[0]!);
  return (
    <details className="scopes">
      <summary>{words.scopes}</summary>
      <p className="note">{words.scopesHint}</p>
      {[...about].map(([thing, held]) => (
        <fieldset key={thing}>
          <legend>
            <code>{thing}</code>
          </legend>
          {held.map((permission) => (
            <label key={permission}>
              <input type="checkbox" name="scopes" value={permission} aria-label={permission} />
              <code>{permission.slice(thing.length + 1)}</code>
            </label>
          ))}
        </fieldset>
      ))}
    </details>
  );
}
