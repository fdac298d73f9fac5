/** The sandbox partner in a process of its own; prints its address when it is ready. */
import "@fenqi/sandbox-partner/main";
