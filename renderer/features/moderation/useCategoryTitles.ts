import {useQuery} from "@tanstack/react-query";
import {queries} from "../../app/engine.ts";

/** What a category is called; one that is not known goes by its id. */
export function useCategoryTitles() {
    const categories = useQuery(queries.moderation.categories.queryOptions()).data;
    return (id: string) => categories?.find((category) => category.id === id)?.title ?? id;
}
