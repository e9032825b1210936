/** The mark: two sails on a hull, the lit one and its shadow. */
export function Mark({size = 22}: {readonly size?: number}) {
    return (
        <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" style={{color: "var(--accent)", flex: "none"}}>
            <path d="M12 2.25v16.5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
            <path d="M14.2 4.4c4 3 6 7 6.2 11.6h-6.2z" fill="currentColor" />
            <path d="M9.8 6.6V16H4.6c1-3.9 2.7-7 5.2-9.4z" fill="currentColor" opacity=".42" />
            <path d="M3.2 19.2c1.7 1.7 5 2.55 8.8 2.55s7.1-.85 8.8-2.55" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
    );
}
