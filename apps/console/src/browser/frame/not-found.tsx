import { Link } from "@tanstack/react-router";
import { wordsOf } from "../locale.ts";
import { Page } from "../parts/page.tsx";
import { frameWords } from "../words/frame.ts";

const words = wordsOf(frameWords);

export function NotFound() {
  return (
    <Page title={words.notFound}>
      <p>{words.notFoundLead}</p>
      <p>
        <Link to="/">{words.toToday}</Link>
      </p>
    </Page>
  );
}
