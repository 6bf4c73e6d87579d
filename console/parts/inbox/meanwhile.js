// Somebody answered the guest while a reply was being written: who it was, or that it was the hotel's own telephone.
export const answeredMeanwhile = (t, { facts }) => (facts?.name ? t("answered_meanwhile", { name: facts.name }) : t("answered_by_phone"));
