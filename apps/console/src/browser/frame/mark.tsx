/** The mark: three periods, two paid, the last one hatched. */
export const Mark = () => (
  <svg width="22" height="18" viewBox="0 0 22 18" aria-hidden="true">
    <rect className="mark-full" x="1" y="2" width="5" height="14" rx="1" />
    <rect className="mark-full" x="8.5" y="2" width="5" height="14" rx="1" />
    <rect className="mark-open" x="16" y="2" width="5" height="14" rx="1" />
    <path className="mark-hatch" d="M16.5 8l4-4M16.5 12l4-4M16.5 16l4-4" />
  </svg>
);
