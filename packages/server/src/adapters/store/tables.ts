import type { ColumnType, Generated, Insertable, Selectable } from "kysely";
import type {
  Authority,
  CaseEntryKind,
  CaseQueue,
  CaseState,
  ChannelName,
  CompensationState,
  DeliveryState,
  EndpointState,
  Role,
  UserRole,
  VoucherSource,
} from "../../engine/ports.ts";

/** Written as RFC 3339, read as a Date. */
type Timestamp = ColumnType<Date, string, string>;
type NullableTimestamp = ColumnType<Date | null, string | null, string | null>;
/** int8: a string through `pg`. */
type BigInteger = ColumnType<string, number, number>;
type NullableBigInteger = ColumnType<string | null, number | null, number | null>;

type Locale = "zh-CN" | "en";

interface Recipient {
  merchant_id: string;
  id: string;
  channel: ChannelName;
  recipient: string;
  recipient_mark: string;
  locale: Locale;
  created_at: Timestamp;
  confirmed_at: NullableTimestamp;
}

export interface Tables {
  merchant: { merchant_id: string; head_seq: Generated<number>; keys_seq: Generated<number>; created_at: Timestamp };
  api_key: {
    merchant_id: string;
    id: string;
    kind: "publishable" | "secret";
    mode: "test" | "live";
    name: string;
    role: Role;
    person: string;
    hash: string;
    hint: string;
    origins: string;
    created_at: Timestamp;
    expires_at: NullableTimestamp;
    revoked_at: NullableTimestamp;
    scopes: string | null;
    rotated_to: string | null;
  };
  catalogue_content: { merchant_id: string; hash: string; body: string };
  catalogue_version: {
    merchant_id: string;
    seq: number;
    version: string;
    content_hash: string;
    adjustments: string;
    created_at: Timestamp;
    created_by: string;
  };
  adjustment: {
    merchant_id: string;
    id: string;
    state: string;
    body: string;
    created_at: Timestamp;
    created_by: string;
    catalogue_version: string | null;
    version: number;
    authors: string[];
    authority: Authority;
    approved_by: string | null;
    approved_at: NullableTimestamp;
    review_due_at: NullableTimestamp;
    promises: string;
    ramp: string | null;
    returned: "same" | "new" | null;
    announced_at: NullableTimestamp;
    look_at: NullableTimestamp;
  };
  adjustment_event: {
    merchant_id: string;
    adjustment_id: string;
    seq: number;
    move: string;
    at: Timestamp;
    by: string;
    body: string;
    note: string | null;
  };
  announcement_update: {
    merchant_id: string;
    id: string;
    adjustment_id: string;
    at: Timestamp;
    by: string;
    body: string;
  };
  untold_step: {
    merchant_id: string;
    adjustment_id: string;
    source: "event" | "update";
    source_id: string;
    step: string;
    at: Timestamp;
  };
  outbox: {
    merchant_id: string;
    id: string;
    dedupe_key: string;
    channel: ChannelName;
    recipient: string | null;
    locale: Locale;
    template: string;
    facts: string;
    state: "waiting" | "sent" | "dead";
    attempts: number;
    due_at: Timestamp;
    last_error: string | null;
    created_at: Timestamp;
    done_at: NullableTimestamp;
  };
  sandbox_message: {
    merchant_id: string;
    id: string;
    channel: ChannelName;
    recipient: string;
    locale: Locale;
    template: string;
    subject: string;
    body: string;
    headers: string;
    at: Timestamp;
  };
  subscription: Recipient & { components: string[] };
  waitlist_entry: Recipient & { offer: string; quote_token: string };
  waitlist_count: {
    merchant_id: string;
    offer: string;
    hour: Timestamp;
    joined: number;
    told: number;
    gone: number;
  };
  support_case: {
    merchant_id: string;
    id: string;
    queue: CaseQueue;
    state: CaseState;
    locale: Locale;
    quote_id: string | null;
    quote_code: string | null;
    quote_token: string | null;
    offer: string | null;
    adjustment_id: string | null;
    assignee: string | null;
    channel: ChannelName | null;
    recipient: string | null;
    recipient_mark: string | null;
    created_at: Timestamp;
    due_at: NullableTimestamp;
    first_answered_at: NullableTimestamp;
    closed_at: NullableTimestamp;
    review_state: "asked" | "upheld" | "overturned" | null;
    review_by: string | null;
    review_at: NullableTimestamp;
  };
  case_entry: {
    merchant_id: string;
    case_id: string;
    seq: number;
    at: Timestamp;
    kind: CaseEntryKind;
    by: string;
    body: string | null;
    facts: string;
  };
  case_goodwill: {
    merchant_id: string;
    id: string;
    case_id: string;
    currency: string;
    amount: BigInteger;
    state: "granted" | "waiting" | "refused";
    within_limit: boolean;
    asked_by: string;
    asked_at: Timestamp;
    decided_by: string | null;
    decided_at: NullableTimestamp;
    voucher_id: string | null;
    voucher_code: string | null;
    voucher_until: NullableTimestamp;
  };
  quote_record: {
    merchant_id: string;
    id: string;
    code: string;
    at: Timestamp;
    catalogue_version: string;
    engine_version: string;
    input: string;
    token: string | null;
    digest: string;
    currency: string;
    total: BigInteger;
    options: number;
    missing: number;
    missing_offers: Generated<string[]>;
    shopper_mark: string | null;
  };
  erased_shopper: { merchant_id: string; shopper_mark: string; at: Timestamp };
  idempotency: {
    merchant_id: string;
    key: string;
    request_hash: string;
    attempt: string;
    leased_until: Timestamp;
    created_at: Timestamp;
    status: number | null;
    body: string | null;
  };
  audit_head: {
    merchant_id: string;
    stream: string;
    seq: Generated<number>;
    hash: Generated<string>;
    sealed_seq: Generated<number>;
  };
  audit_entry: {
    merchant_id: string;
    stream: string;
    seq: number;
    at: string;
    by: string;
    action: string;
    subject: string;
    before: string | null;
    after: string | null;
    hash: string;
  };
  audit_seal: {
    merchant_id: string;
    seq: number;
    at: string;
    heads: string;
    hash: string;
    key_id: string;
    mac: string;
  };
  simulation: {
    merchant_id: string;
    id: string;
    state: string;
    question: string;
    before_catalogue: string;
    after_catalogue: string;
    total: number;
    done: Generated<number>;
    place: string | null;
    summary: string | null;
    runner: string | null;
    beat_at: NullableTimestamp;
    created_at: Timestamp;
    created_by: string;
    ended_at: NullableTimestamp;
  };
  compensation: {
    merchant_id: string;
    id: string;
    adjustment_id: string;
    state: CompensationState;
    rule: string;
    from_at: Timestamp;
    until_at: Timestamp;
    created_at: Timestamp;
    created_by: string;
    authors: string[];
    decided_by: string | null;
    decided_at: NullableTimestamp;
    note: string | null;
    place: string | null;
    quotes: number;
    granted: number;
    left_out: number;
    ended_at: NullableTimestamp;
  };
  compensation_shopper: {
    merchant_id: string;
    compensation_id: string;
    shopper_mark: string;
    shopper: string;
    missed_at: Timestamp;
    found_equal: boolean;
  };
  compensation_budget: { merchant_id: string; adjustment_id: string; budget: BigInteger; spent: BigInteger };
  voucher: {
    merchant_id: string;
    id: string;
    code_hash: string;
    code: string | null;
    shopper_mark: string;
    shopper: string | null;
    currency: string;
    amount: BigInteger;
    valid_until: Timestamp;
    source: VoucherSource;
    reference: string;
    compensation_id: string | null;
    issued_at: Timestamp;
    issued_by: string;
    redeemed_at: NullableTimestamp;
    redeemed_for: string | null;
    lapsed_at: NullableTimestamp;
  };
  test_clock: { merchant_id: string; id: string; at: Timestamp; created_at: Timestamp; created_by: string };
  reconciliation: {
    merchant_id: string;
    id: string;
    partner: string;
    file_hash: string;
    bytes: BigInteger;
    state: "importing" | "done";
    from_on: ColumnType<never, string | null, string | null>;
    until_on: ColumnType<never, string | null, string | null>;
    rows: Generated<number>;
    summary: string | null;
    created_at: Timestamp;
    created_by: string;
    ended_at: NullableTimestamp;
  };
  app_user: {
    merchant_id: string;
    id: string;
    email: string | null;
    name: string | null;
    password_hash: string | null;
    password_long: Generated<boolean>;
    created_at: Timestamp;
    created_by: string;
    removed_at: NullableTimestamp;
  };
  membership: {
    merchant_id: string;
    user_id: string;
    user_home: string;
    role: UserRole;
    created_at: Timestamp;
    created_by: string;
  };
  user_session: {
    merchant_id: string;
    id: string;
    user_id: string;
    token_hash: string;
    acting_at: string;
    created_at: Timestamp;
    seen_at: Timestamp;
    ends_at: Timestamp;
    ended_at: NullableTimestamp;
    user_agent: string;
    address: string;
  };
  sign_in_guard: { merchant_id: string; mark: string; failures: number; last_at: Timestamp; until_at: Timestamp };
  second_factor: {
    merchant_id: string;
    user_id: string;
    secret: string;
    last_step: BigInteger;
    created_at: Timestamp;
    confirmed_at: NullableTimestamp;
  };
  recovery_code: { merchant_id: string; user_id: string; code_hash: string; used_at: NullableTimestamp };
  invitation: {
    merchant_id: string;
    id: string;
    email: string | null;
    role: UserRole;
    token_hash: string;
    created_at: Timestamp;
    created_by: string;
    ends_at: Timestamp;
    accepted_at: NullableTimestamp;
    accepted_by: string | null;
  };
  identity: { merchant_id: string; issuer: string; subject: string; user_id: string; created_at: Timestamp };
  quota_use: { merchant_id: string; quota_id: string; count: BigInteger; amount: BigInteger };
  partner_watch: {
    merchant_id: string;
    partner: string;
    method: string;
    state: string;
    since: Timestamp;
    successes: number;
    openings: number;
    incident: string | null;
    hold: string;
    held_by: string | null;
    look_at: Timestamp;
  };
  partner_event: {
    merchant_id: string;
    seq: Generated<string>;
    partner: string;
    method: string;
    event: string;
    at: Timestamp;
    by: string;
    note: string | null;
    incident: string | null;
  };
  partner_minute: {
    merchant_id: string;
    partner: string;
    method: string;
    operation: string;
    minute: Timestamp;
    process: string;
    calls: number;
    declines: number;
    errors: number;
    p50_ms: number;
    p95_ms: number;
  };
  partner_day: {
    merchant_id: string;
    partner: string;
    method: string;
    operation: string;
    day: Timestamp;
    calls: string;
    declines: string;
    errors: string;
    p50_ms: number;
    p95_ms: number;
  };
  partner_drift: {
    merchant_id: string;
    partner: string;
    method: string;
    offer: string;
    field: string;
    ours: NullableBigInteger;
    theirs: NullableBigInteger;
    seen_at: Timestamp;
    gone_at: NullableTimestamp;
    adjustment: string | null;
  };
  webhook_endpoint: {
    merchant_id: string;
    id: string;
    url: string;
    events: string[];
    state: EndpointState;
    secrets: string;
    created_at: Timestamp;
    created_by: string;
    event_seq: BigInteger;
    plan_event_seq: BigInteger;
    delivery_seq: Generated<BigInteger>;
    rests_until: NullableTimestamp;
    worker: string | null;
    leased_until: NullableTimestamp;
  };
  webhook_delivery: {
    merchant_id: string;
    seq: Generated<string>;
    endpoint_id: string;
    event_id: string;
    subject: string;
    type: string;
    at: Timestamp;
    body: string;
    state: DeliveryState;
    attempts: number;
    due_at: NullableTimestamp;
    last_at: NullableTimestamp;
    last_status: number | null;
    last_error: string | null;
  };
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
