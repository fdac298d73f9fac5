import type { Catalogue } from "@fenqi/core/catalogue";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeStore } from "./adapters/store/change-store.ts";
import { openStore } from "./adapters/store/open-store.ts";
import { digest } from "./adapters/token/ids.ts";
import { nextRecord } from "./engine/audit-chain.ts";
import { versionOf } from "./engine/catalogue-version.ts";
import { fixtureAdjustment, fixtureCatalogue, fixtureRequest } from "./testing/fixture.ts";
import { POSTGRES, START_MS, type TestPlace } from "./testing/places.ts";
import { type TestServer, testServer } from "./testing/test-server.ts";

const AT = "2026-01-05T02:00:00.000Z";
const plain = { seal: (text: string) => text, open: (text: string) => text };

/** As a release left it that had one standard explanation only, and the store its own words for that. */
const own = { id: "off.not_yet", version: 7, "zh-CN": "请稍候", en: "Not yet" };
const left: Catalogue = { ...fixtureCatalogue("shop"), explanations: [own] };
const { version, contentHash } = versionOf(left, digest);

describe.each(POSTGRES)("a catalogue of an earlier release, on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;

  beforeAll(async () => {
    place = await open();
    const store = await openStore(place.place);
    const changes = changeStore(store.db, plain, () => Date.parse(AT), nextRecord(digest));
    await changes.createMerchant("shop", AT);
    await changes.run("shop", (change) =>
      change.appendVersion({ catalogue: left, version, contentHash, createdAt: AT, createdBy: "test" }),
    );
    await store.close();
    server = await testServer(place, { empty: true, now: () => Date.parse(AT) });
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  test("is quoted from, is said with the words that came later, and goes on by adjustments", async () => {
    const quoted = await server.ask("POST", "/v1/quotes", fixtureRequest);
    expect([quoted.status, quoted.json.catalogue_version]).toEqual([200, version]);

    const { catalogue } = (await server.ask("GET", "/v1/catalogue")).json as { readonly catalogue: Catalogue };
    expect(catalogue.explanations.filter(({ id }) => id === own.id)).toEqual([own]);
    expect(catalogue.explanations.map(({ id }) => id)).toContain("off.incident");

    expect((await server.ask("POST", "/v1/adjustments", fixtureAdjustment)).status).toBe(201);
    const after = await server.ask("POST", "/v1/quotes", fixtureRequest);
    expect(after.json.catalogue_version).not.toBe(version);
    // What was quoted from the version that was left is replayed from it.
    const replayed = await server.ask("POST", "/v1/quotes/replay", { token: quoted.json.token });
    expect([replayed.status, replayed.text]).toEqual([200, quoted.text]);
  });
});
