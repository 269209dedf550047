"""« Cases every projection must hold »: the last section of the design, one test or more each."""

CASES = (
    # schools and levels
    "6e_is_second_degre_but_cycle_3",
    "multi_level_classes",
    "rpi_over_two_uais",
    "private_school_under_contract",
    "partner_lycee_outside_the_network",
    "school_closed_mid_convention",
    "school_renamed_mid_convention",
    "merged_commune",
    "communes_without_a_school",
    "headcounts_known_by_cycle_only",
    "ulis_segpa_upe2a",
    # governance
    "decision_by_email_between_seances",
    "permanent_decision",
    "seance_cancelled_for_snow_held_by_video",
    # participations
    "participation_typed_in_september_for_june",
    "zero_pupils",
    "about_sixty",
    "association_that_helps_twice",
    # people, clocks and merges
    "ien_or_coordinator_changes_mid_year",
    "two_half_time_coordinators_offline_then_merging",
    "wrong_clock",
    "saint_crepin_is_st_crepin_on_import",
    # frame
    "correction_after_the_bilan_is_arrete",
    "axes_renumbered_by_avenant",
)
"""The cases in the order of the themes; `test_list` holds each to a test of its name."""
