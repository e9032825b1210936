import {Component, type ReactNode} from "react";
import styles from "./States.module.css";

interface Props {
    /** what can't be shown, as a sentence begins: `The steering` */
    readonly what: string;
    readonly children: ReactNode;
}

/** Keeps the rest of the window when a part of it can't be drawn. */
export class ErrorBoundary extends Component<Props, {readonly error: unknown}> {
    override state = {error: null as unknown};

    static getDerivedStateFromError(error: unknown) {
        return {error};
    }

    override render() {
        const {error} = this.state;
        if (error === null) return this.props.children;
        return (
            <div className={styles.failed} role="alert">
                <span>
                    {this.props.what} can’t be shown: {error instanceof Error ? error.message : String(error)}
                </span>
                <button type="button" className={styles.retry} onClick={() => this.setState({error: null})}>
                    Try again
                </button>
            </div>
        );
    }
}
