/** Small secrets under names, kept so that other users and programs can't read them. They never leave the engine. */
export interface Secrets {
    readonly kind: "system" | "file";
    /** for a person: where it is kept */
    readonly where: string;
    /** @throws EngineError `secret/unavailable`, `file/*` */
    get(name: string): Promise<string | undefined>;
    /** @throws EngineError `secret/unavailable`, `file/no-permission`, `disk/full` */
    set(name: string, value: string): Promise<void>;
    /** @throws EngineError `file/no-permission` */
    remove(name: string): Promise<void>;
}

/** What makes text unreadable for everybody but this user: the system's key store, which only the desktop's shell can reach. */
export interface Keeper {
    /** false where the system has no key store */
    available(): Promise<boolean>;
    /** @returns base64 */
    encrypt(text: string): Promise<string>;
    decrypt(base64: string): Promise<string>;
}
