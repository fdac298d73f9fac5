import type { FenqiClient } from "@fenqi/client";

/** What `GET /v1/announcements` answers. */
export type Announcements = Awaited<ReturnType<FenqiClient["announcements"]>>;
export type Announcement = Announcements["in_force"][number];
export type Component = Announcements["components"][number];
export type Service = Announcements["services"][number];
export type Step = Announcement["updates"][number];
/** What `GET /v1/announcements/{id}` answers. */
export type AnnouncementShown = Awaited<ReturnType<FenqiClient["announcement"]>>;
