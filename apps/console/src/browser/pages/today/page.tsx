import { wordsOf } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { frameWords } from "../../words/frame.ts";

const words = wordsOf(frameWords);

export default function Today() {
  return <Page title={words.today}> </Page>;
}
